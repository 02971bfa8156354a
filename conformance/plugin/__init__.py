"""The pytest plugin: scenarios are items, the engine runs them in the background. Hooks only delegate."""
