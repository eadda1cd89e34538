from kg.building import build as build
from kg.building import load as load
from kg.views.answers import compare as compare
from kg.views.answers import findings as findings
from kg.views.answers import measure as measure
from kg.views.answers import path as path
from kg.views.answers import view as view
from kg.views.notebook import query as query
