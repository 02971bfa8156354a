"""The resource API that Open Klant publishes."""
