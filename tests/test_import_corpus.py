"""Real documents, where there are any: no figure is wrong, and what must be refused is."""

from __future__ import annotations

import pytest

import import_corpus

FOLDER = import_corpus.folder_of_documents()


@pytest.mark.skipif(FOLDER is None, reason="the folder of real documents is not here (ANNUAL_REPORT_DOCUMENTS)")
def test_no_figure_of_a_real_document_is_wrong_and_what_must_be_refused_is() -> None:
    assert FOLDER
    measured = [*import_corpus.measure(FOLDER)]
    assert [wrong for each in measured for wrong in each.wrong] == []
    assert all(each.refused for each in measured if each.must_be_refused)
