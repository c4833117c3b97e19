"""Taking in a shop's files: reading them whatever their encoding, checking each row, keeping what is sound.

`text` decodes and splits, `values` understands money and dates, `formats` knows whose columns these are, `own`,
`shopify` and `adventureworks` turn their rows into ours, `staging` holds them on disk, `report` says what happened.
"""
