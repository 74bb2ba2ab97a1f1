### My Profile.

your-details = Your Details
mail-address = E-mail address
own-password-says = Nobody else will know the new password, and the portal cannot show it. Every other session of yours ends.
