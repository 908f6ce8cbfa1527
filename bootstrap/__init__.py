"""Sets the project up on a machine that has only git, make and a Python 3.9 or newer.

Standard library only, since nothing is installed yet when this runs. `make` calls it as `python3 -m bootstrap COMMAND`.
The steps are in `environment.py` and `webpage.py`; each is skipped while nothing that it depends on has changed, and an
interrupted one is taken up again by the next call (`steps.py`).
"""
