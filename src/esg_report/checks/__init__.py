"""Facts, records and the printed tree in; findings about what is impossible, suspicious or left out."""
