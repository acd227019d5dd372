"""Who mediates: conflicts and load are looked up before, either side may object after."""
