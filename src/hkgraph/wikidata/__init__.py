"""What is known of Wikidata: the knowledge base, how it is filled, and how it is asked."""
