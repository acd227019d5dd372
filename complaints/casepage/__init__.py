"""The consumer's own pages: the list of complaints, one case, and every act the consumer has."""
