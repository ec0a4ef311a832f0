"""The app's pages, one module each: `show(frame)` draws the page of one run."""
