# Prints a variable or the body of a function as BitBake would expand it, after reading files as BitBake would.
# Use: expand.py NAME FILE... Knows what the files here consist of; anything else is an error.
#
# Copyright (c) Flipside contributors.
# SPDX-License-Identifier: Apache-2.0
import re
import sys

ASSIGNMENT = re.compile(r'([A-Za-z0-9_:]+) *(\?\?=|\?=|\+=|=) *"(.*)"')
FLAG = re.compile(r'[a-z_]+\[[a-z-]+\] \+?= ".*"')
FUNCTION = re.compile(r'([A-Za-z0-9_:]+)\(\) \{')


class Data:
    def __init__(self):
        self.values = {}
        self.weakest = {}

    def read(self, lines):
        for line in lines:
            assignment, function = ASSIGNMENT.fullmatch(line), FUNCTION.fullmatch(line)
            if assignment:
                self.assign(*assignment.groups())
            elif function:
                self.values[function[1]] = ''.join(iter(lambda: next(lines) + '\n', '}\n'))
            elif line and not line.startswith('#') and not FLAG.fullmatch(line):
                sys.exit('cannot read: ' + line)

    def assign(self, name, operator, value):
        if operator == '+=':
            self.values[name] = self.values.get(name, '') + ' ' + value
        elif operator == '=' or operator == '?=' and name not in self.values:
            self.values[name] = value
        elif operator == '??=':
            self.weakest[name] = value

    def getVar(self, name, expand=True):
        value = self.values.get(name, self.weakest.get(name))
        return self.expand(value) if expand and value is not None else value

    def expand(self, text):
        known = lambda match: match[0] if self.getVar(match[1]) is None else self.getVar(match[1])
        text = re.sub(r'\$\{([a-zA-Z0-9\-_+./~:]+)\}', known, text)
        return re.sub(r'\$\{@(.+?)\}', lambda match: str(eval(match[1], {'d': self})), text)


data = Data()
for file in sys.argv[2:]:
    with open(file) as text:
        data.read(iter(text.read().splitlines()))
print(data.getVar(sys.argv[1]), end='')
