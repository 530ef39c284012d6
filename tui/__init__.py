"""The application: command line, app, screens, commands and keys."""
