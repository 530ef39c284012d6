"""All benchmarks that need no data of others: ``python -m benchmarks``."""

from benchmarks import beside, extraction, large, link, pipelines, screen, store, wire


def main() -> None:
    """Print every table."""
    print("## Keeping\n")
    store.main()
    print("\n## The screen\n")
    screen.main()
    print()
    large.main()
    print("\n## The wire\n")
    wire.main()
    print()
    link.main()
    print("\n## Beside other programs\n")
    beside.main()
    print("\n## Suggesting\n")
    pipelines.print_table()
    print()
    extraction.print_table([])
    print()
    extraction.print_lines([])


if __name__ == "__main__":
    main()
