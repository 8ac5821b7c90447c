"""In what cases of a programme are alike: keyed digests of what is sealed, and which cases repeat another."""
