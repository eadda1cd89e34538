from kg.building import build as build
from kg.building import load as load
from kg.views.notebook import query as query
