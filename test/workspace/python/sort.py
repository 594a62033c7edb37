"""Ways to put the shop's shelves in order."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A thing on a shelf."""

    name: str
    price: int
    stock: int

    def is_sold_out(self) -> bool:
        return self.stock == 0


def insertion_sort(numbers: list[int]) -> list[int]:
    """Return the numbers in ascending order; the given list stays as it is."""
    result = list(numbers)
    for index in range(1, len(result)):
        value = result[index]
        position = index
        while position > 0 and result[position - 1] > value:
            result[position] = result[position - 1]
            position -= 1
        result[position] = value
    return result


def cheapest_first(items: list[Item]) -> list[Item]:
    """What is in stock, the cheapest first."""
    return sorted((item for item in items if not item.is_sold_out()), key=lambda item: item.price)
