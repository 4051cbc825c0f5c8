"""From meaning to what to say or do. Pure: no clock, no device. Answers and phrases are data of the hotline."""
