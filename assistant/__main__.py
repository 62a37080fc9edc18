"""python -m assistant"""

from assistant.channels.cli.app import main

if __name__ == "__main__":
    main()
