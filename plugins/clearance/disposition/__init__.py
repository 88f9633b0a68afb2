"""What stops, and what allows, that a public record is disposed of (1021.7; 50 ILCS 205/7)."""
