"""What the service says of itself and of its data, in terms of VoID, SD and SHACL."""
