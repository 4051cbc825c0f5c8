"""Sound in and out: recordings, devices, turn detection, recognition, synthesis. Knows `call` and nothing else."""
