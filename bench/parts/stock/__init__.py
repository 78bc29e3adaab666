"""A stock Wagtail project with one kind of page, the peer of our renders."""
