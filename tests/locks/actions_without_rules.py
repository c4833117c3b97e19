"""The action server without the second lock: the advisor runs no rule of silence. Only a test starts it."""

from actions.__main__ import main
from sales import advisor

if __name__ == "__main__":
    advisor.SILENCE = ()  # type: ignore[misc]
    main()
