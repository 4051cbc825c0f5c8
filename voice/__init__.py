"""Sound in and out: recordings, devices, endpointing, recognition, synthesis. Imports only `call` and `datafiles`."""
