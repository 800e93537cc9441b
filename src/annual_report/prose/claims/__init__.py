"""The claims: every quantity the prose states, what it speaks about, and how the quantities belong together."""

from annual_report.prose.claims.reading import Claim, claims_of
from annual_report.prose.claims.relations import (
    Repetition,
    Share,
    Total,
    repetitions_of,
    shares_of,
    totals_of,
)

__all__ = ["Claim", "Repetition", "Share", "Total", "claims_of", "repetitions_of", "shares_of", "totals_of"]
