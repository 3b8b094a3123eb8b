# The functions and variables of a Python script. docs/formats/scripts.md
import base64
import os
import sys


def encode(value):
    return base64.b64encode(str(value).encode("utf-8", "surrogateescape")).decode("ascii")


def decode(value):
    return base64.b64decode(value).decode("utf-8")


def get_octopusvariable(name):
    return octopusvariables[name]


def set_octopusvariable(name, value, sensitive=False):
    octopusvariables[name] = value
    extra = " sensitive='VHJ1ZQ=='" if sensitive else ""
    print("##octopus[setVariable name='{}' value='{}'{}]".format(encode(name), encode(value), extra))


def failstep(message=None):
    if message is not None:
        print("##octopus[resultMessage message='{}']".format(encode(message)))
    sys.exit(1)


def updateprogress(progress, message=""):
    print(
        "##octopus[progress percentage='{}' message='{}']".format(encode(progress), encode(message))
    )


def createartifact(path, fileName=None):
    print(
        "##octopus[createArtifact path='{}' name='{}' length='{}']".format(
            encode(os.path.abspath(path)),
            encode(fileName or os.path.basename(path)),
            encode(os.path.getsize(path)),
        )
    )


def _write(level, message):
    print("##octopus[stdout-{}]\n{}\n##octopus[stdout-default]".format(level, message))


def printverbose(message):
    _write("verbose", message)


def printhighlight(message):
    _write("highlight", message)


def printwait(message):
    _write("wait", message)


def printwarning(message):
    _write("warning", message)


_fields = []
for _line in iter(_input.readline, b""):
    _fields.append(_input.read(int(_line)).decode("utf-8"))
_input.close()
_script = _fields[0]
octopusvariables = dict(zip(_fields[1::2], _fields[2::2]))
sys.argv = ["Script.py"]
del _fields, _input, _line
