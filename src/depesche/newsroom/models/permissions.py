"""What Wagtail's own buttons may do to an article: those that have no place are not shown."""

from __future__ import annotations

from wagtail.models import PagePermissionTester


class PaperPermissions(PagePermissionTester):
    """What stands in the paper stands there for everybody."""

    def can_set_view_restrictions(self) -> bool:
        """A page "for some only" would be printed for all the same; drafts and embargoes hide."""
        return False


class ArticlePermissions(PaperPermissions):
    """An article is retracted with a reason, not taken down; what was released stays."""

    def can_unpublish(self) -> bool:
        """Retracting is a deed of its own."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only what readers never saw."""
        never_seen = self.page.first_released_at is None
        return never_seen and bool(super().can_delete(ignore_bulk=ignore_bulk))

    def can_move(self) -> bool:
        """Who might delete it, had nobody seen it, may move it: its old address leads on."""
        return bool(super().can_delete(ignore_bulk=True))

    def can_reorder_children(self) -> bool:
        """Nothing stands under an article."""
        return False
