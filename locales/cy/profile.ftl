### Fy Mhroffil i.

your-details = Eich Manylion
mail-address = Cyfeiriad e-bost
