"""Articles, sections, topics, authors; release, correction, retraction.

The one road to readers is `actions.publish`: it asks the gate, writes the Publication and
appends `article.released` in one transaction.
"""
