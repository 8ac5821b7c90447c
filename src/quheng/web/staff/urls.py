"""The addresses of those who work here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from quheng.web.staff.case_page import case_page, deed_page, print_page, show_page
from quheng.web.staff.cases import cases_page
from quheng.web.staff.figure_pages import behind_page, figures_csv, figures_page
from quheng.web.staff.file_page import file_page
from quheng.web.staff.health_page import health_page
from quheng.web.staff.new_case import new_case_page
from quheng.web.staff.oversight import glass_deed, glass_page, lookers_page
from quheng.web.staff.programme_pages import board_page, programme_page, programmes_page
from quheng.web.staff.queue import queue_page
from quheng.web.staff.search import search_page
from quheng.web.staff.subjects import subject_page
from quheng.web.staff.suggestions import routes_page, similar_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", queue_page, name="queue"),
    path("cases/", cases_page, name="cases"),
    path("cases/<str:number>/", case_page, name="case"),
    path("cases/<str:number>/print/", print_page, name="case-print"),
    path("cases/<str:number>/show/", show_page, name="case-show"),
    path("cases/<str:number>/do/<slug:deed>/", deed_page, name="deed"),
    path("cases/<str:number>/do/<slug:deed>/<str:target>/", deed_page, name="deed-on"),
    path("cases/<str:number>/files/<str:digest>/", file_page, name="case-file"),
    path("cases/<str:number>/lookers/", lookers_page, name="case-lookers"),
    path("cases/<str:number>/routes/", routes_page, name="case-routes"),
    path("cases/<str:number>/similar/", similar_page, name="case-similar"),
    path("glass/", glass_page, name="glass"),
    path("glass/<int:key>/", glass_deed, name="glass-deed"),
    path("health/", health_page, name="health"),
    path("programmes/", programmes_page, name="programmes"),
    path("programmes/<slug:programme>/", programme_page, name="programme"),
    path("programmes/<slug:programme>/board/", board_page, name="board"),
    path("programmes/<slug:programme>/new/", new_case_page, name="new-case"),
    path("programmes/<slug:programme>/figures/", figures_page, name="figures"),
    path("programmes/<slug:programme>/figures.csv", figures_csv, name="figures-csv"),
    path("programmes/<slug:programme>/figures/<slug:figure>/", behind_page, name="behind"),
    path("search/", search_page, name="search"),
    path("subjects/<slug:kind>/<str:key>/", subject_page, name="subject"),
]
