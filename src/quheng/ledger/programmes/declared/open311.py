"""Open311 GeoReport v2: which of a programme's fields the parameters of that interface stand for."""

from __future__ import annotations

from quheng.declarations import Declared
from quheng.ledger.programmes.declared.names import Identifier


class Open311(Declared):
    """How clients of Open311 hand cases in and follow them; without it they see nothing of a programme.

    Parameters
    ----------
    channel
        The channel under which a case comes in.
    service
        A choice each of whose codes is a service of its own; without it the programme is one service.
    description, address, phone, name
        The fields for what is asked for, where (coordinates are written into it too), and who asks.
    attributes
        The fields that the definition of a service asks for besides.
    anyone_reads
        Whether requests are told without a key too: what is public of them, and nothing else.
    """

    channel: Identifier
    service: Identifier | None = None
    description: Identifier
    address: Identifier
    phone: Identifier | None = None
    name: Identifier | None = None
    attributes: tuple[Identifier, ...] = ()
    anyone_reads: bool = False
