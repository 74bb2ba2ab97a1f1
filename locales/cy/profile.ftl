### Fy Mhroffil i.

your-details = Eich Manylion
mail-address = Cyfeiriad e-bost
own-password-says = Ni fydd neb arall yn gwybod y cyfrinair newydd, ac ni all y porth ei ddangos. Daw pob sesiwn arall sydd gennych i ben.
