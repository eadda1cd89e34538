from kg.building import build as build
from kg.building import load as load
from kg.queries import query as query
