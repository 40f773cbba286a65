"""The facts of the world that reports stand on, as data files, and ``load``, which reads them. It only loads."""
