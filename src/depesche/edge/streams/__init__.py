"""The live wire: what happens, to everyone who listens."""
