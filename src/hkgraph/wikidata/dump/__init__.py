"""Reading a full JSON dump of Wikidata, once, in bounded memory."""
