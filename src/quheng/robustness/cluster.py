"""Past one machine: a Dask cluster as an executor."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from quheng.bilingual import Text
from quheng.errors import NotFoundError, Problem, Where

SECONDS_TO_CONNECT = 10


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """Connect to a Dask scheduler; a block whose worker is lost is run again by another.

    Parameters
    ----------
    address
        Of the scheduler, such as tcp://127.0.0.1:8786.

    Raises
    ------
    NotFoundError
        Where the extra `dask` is not installed, or nobody answers at the address.
    """
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise NotFoundError(
            Problem(
                Text(zh="在集群上计算需要附加组件 dask", en="running on a cluster needs the extra `dask`"),
                Where(),
                Text(zh='请运行 pip install "quheng[dask]"', en='run: pip install "quheng[dask]"'),
            )
        ) from None
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise NotFoundError(
            Problem(
                Text(zh=f"无法连接 Dask 调度器（{error}）", en=f"no Dask scheduler answers ({error})"),
                Where(field=address),
                Text(
                    zh="请检查地址以及调度器是否在运行", en="check the address, and that the scheduler runs"
                ),
            )
        ) from None
    with client:
        yield client.get_executor(retries=3)
