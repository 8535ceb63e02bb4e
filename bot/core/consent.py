"""What people agree to, by its number: what is kept, for how long, who reads it, through whom it passes.

The number rises with every release that keeps something more or lets somebody else read it; whoever agreed to an older
one is told once, on a day of its own.
"""

VERSION = "3"
BEFORE = "2"
"""What learners agreed to whose document does not say."""
