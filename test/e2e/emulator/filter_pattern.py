"""Filter patterns of CloudWatch Logs for JSON, as far as documented; a pattern that is empty takes every record.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
"""

import json
import re

TOKEN = re.compile(r'\s*([{}()]|&&|\|\||\$(?:\.\w+)+|!=|<=|>=|[<>=]|NOT EXISTS|"[^"]*"|-?\d+(?:\.\d+)?)')
MISSING = object()


class NotUnderstood(Exception):
    pass


class FilterPattern:
    def __init__(self, text):
        self.tokens = tokens_of(text.strip())
        self.condition = None
        if self.tokens:
            self.take("{")
            self.condition = self.conditions()
            self.take("}")
            if self.tokens:
                raise NotUnderstood(f"{self.tokens[0]} after the end")

    def matches(self, message):
        if self.condition is None:
            return True
        try:
            record = json.loads(message)
        except json.JSONDecodeError:
            return False
        return self.condition(record)

    def conditions(self):
        """What binds more of && and || is not documented, so only parentheses may tell."""
        all_of = [self.term()]
        operator = self.tokens[0] if self.tokens else ""
        while self.tokens and self.tokens[0] in ("&&", "||"):
            self.take(operator)
            all_of.append(self.term())
        combine = any if operator == "||" else all
        return lambda record: combine(condition(record) for condition in all_of)

    def term(self):
        if self.tokens and self.tokens[0] == "(":
            self.take("(")
            inner = self.conditions()
            self.take(")")
            return inner
        return self.comparison()

    def comparison(self):
        selector, operator = self.next(), self.next()
        path = selector.split(".")[1:]
        if not path:
            raise NotUnderstood(f"{selector} is no member")
        if operator == "NOT EXISTS":
            return lambda record: member(record, path) is MISSING
        operand = self.next()
        if operand.startswith('"'):
            return compared_text(path, operator, operand[1:-1])
        return compared_number(path, operator, float(operand))

    def next(self):
        if not self.tokens:
            raise NotUnderstood("it ends too soon")
        return self.tokens.pop(0)

    def take(self, expected):
        found = self.next()
        if found != expected:
            raise NotUnderstood(f"{expected} expected, not {found}")


def tokens_of(text):
    tokens, at = [], 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise NotUnderstood(text[at:])
        tokens.append(found[1])
        at = found.end()
    return tokens


def member(record, path):
    for name in path:
        record = record.get(name, MISSING) if isinstance(record, dict) else MISSING
    return record


def compared_text(path, operator, operand):
    wanted = re.compile(".*".join(re.escape(part) for part in operand.split("*")), re.DOTALL)
    if operator not in ("=", "!="):
        raise NotUnderstood(f"{operator} of a text")

    def holds(record):
        value = member(record, path)
        return isinstance(value, str) and (wanted.fullmatch(value) is not None) == (operator == "=")

    return holds


def compared_number(path, operator, operand):
    compare = {
        "=": lambda value: value == operand,
        "!=": lambda value: value != operand,
        "<": lambda value: value < operand,
        ">": lambda value: value > operand,
        "<=": lambda value: value <= operand,
        ">=": lambda value: value >= operand,
    }[operator]

    def holds(record):
        value = member(record, path)
        return isinstance(value, (int, float)) and compare(value)

    return holds
