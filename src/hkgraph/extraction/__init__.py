"""From the text of one article to what it says."""
