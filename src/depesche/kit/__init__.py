"""Clock, ids, text and safe HTML: small certain things that know nothing of news."""
