#!/usr/bin/env node
import "../dist/programs/indelible.js";
