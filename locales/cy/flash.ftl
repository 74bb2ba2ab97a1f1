### Un llinell ar frig y dudalen nesaf.

flash-saved = Cadwyd eich newid.
flash-signed-out = Rydych wedi allgofnodi.
flash-sign-in-first = Mewngofnodwch i fynd ymlaen.
