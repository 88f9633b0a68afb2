"""What happens to public records afterwards: handed out, compared, kept, disposed of (1021.7)."""
