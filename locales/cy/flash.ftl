### Un llinell ar frig y dudalen nesaf.

flash-saved = Cadwyd eich newid.
flash-signed-out = Rydych wedi allgofnodi.
flash-sign-in-first = Mewngofnodwch i fynd ymlaen.
flash-no-upn-search = Chwiliwch yn ôl enw neu enw defnyddiwr yma. Gallai'r hyn a deipioch fod yn Rhif Unigryw'r Disgybl, felly ni chwiliwyd amdano.
flash-password-changed = Newidiwyd eich cyfrinair, a daeth pob sesiwn arall sydd gennych i ben.
flash-nothing-chosen = Ni ddewiswyd dim, neu nid yw yno mwyach.
flash-work-retried = Rhoddir cynnig arall ar y gwaith.
