"""All benchmarks that need no data of others: ``python -m benchmarks``."""

from benchmarks import screen, store


def main() -> None:
    """Print every table."""
    print("## Keeping\n")
    store.main()
    print("\n## The screen\n")
    screen.main()


if __name__ == "__main__":
    main()
