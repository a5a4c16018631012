"""The network: word pieces of an article in, proposals of who said what out."""
