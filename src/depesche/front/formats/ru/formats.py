"""As Russian papers date their pages: without the "г." of letters to an office, whose full stop
would meet the one of a caption."""

DATE_FORMAT = "j E Y"
MONTH_DAY_FORMAT = "j E"
DATETIME_FORMAT = "j E Y, H:i"
