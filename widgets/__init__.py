"""The parts of the screen: each folder stands alone, set_x() in and signals out."""
