### My Profile.

your-details = Your Details
mail-address = E-mail address
