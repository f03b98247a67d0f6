"""The body of a corrected receipt."""

from kernel.values import Body, Line, LocalDate


class ReceiptCorrection(Body):
    received_on: LocalDate
    reason: Line
