"""The addresses of the drawing table: editor, takes, lettering, reader, exports."""

from django.urls import path

from comics.web import decisions, editor, exports, letters, live, panels, reader, redraws

urlpatterns = [
    path("issues/<int:pk>/pages/", editor.show_editor, name="editor"),
    path("issues/<int:pk>/news/", editor.show_news, name="news"),
    path("issues/<int:pk>/continue/", redraws.continue_issue, name="continue_issue"),
    path("issues/<int:pk>/continue/check/", redraws.check_continue, name="check_continue"),
    path("issues/<int:pk>/missing/", redraws.draw_missing, name="draw_missing"),
    path("issues/<int:pk>/missing/check/", redraws.check_missing, name="check_missing"),
    path("pages/<int:pk>/layout/", panels.choose_layout, name="choose_layout"),
    path("pages/<int:pk>/bin/", panels.bin_page, name="bin_page"),
    path("pages/<int:pk>/bring-back/", panels.bring_back_page, name="bring_back_page"),
    path("panels/<int:pk>/redraw/", redraws.redraw_panel, name="redraw_panel"),
    path("panels/<int:pk>/redraw/check/", redraws.check_redraw, name="check_redraw"),
    path("panels/<int:pk>/lettering/", letters.add_lettering, name="add_lettering"),
    path("submissions/<int:pk>/adopt_id", decisions.adopt_id, name="adopt_id"),
    path("submissions/<int:pk>/draw_again", decisions.draw_again, name="draw_again"),
    path("submissions/<int:pk>/wait_on", decisions.wait_on, name="wait_on"),
    path("submissions/<int:pk>/give_up", decisions.give_up, name="give_up"),
    path("submissions/<int:pk>/cancel_submission", decisions.cancel_submission, name="cancel_submission"),
    path("takes/<int:pk>/", panels.show_take, name="take"),
    path("takes/<int:pk>/choose/", panels.choose_take, name="choose_take"),
    path("lettering/<int:pk>/", letters.change_lettering, name="change_lettering"),
    path("lettering/<int:pk>/fit/", live.fit_lettering, name="fit_lettering"),
    path("lettering/<int:pk>/move/", letters.move_lettering, name="move_lettering"),
    path("lettering/<int:pk>/free/", letters.free_lettering, name="free_lettering"),
    path("lettering/<int:pk>/remove/", letters.remove_lettering, name="remove_lettering"),
    path("lettering/<int:pk>/order/", letters.order_lettering, name="order_lettering"),
    path("lettering/<int:pk>/join/", letters.join_lettering, name="join_lettering"),
    path("lettering/<int:pk>/dress/", letters.dress_lettering, name="dress_lettering"),
    path("issues/<int:pk>/read/", reader.show_reader, name="reader"),
    path("pages/<int:pk>/picture.jpg", reader.show_page_picture, name="page_picture"),
    path("issues/<int:pk>/exports/", exports.show_exports, name="exports"),
    path("issues/<int:pk>/exports/request/", exports.request_export, name="request_export"),
    path("issues/<int:pk>/exports/check/", exports.check_export, name="check_export"),
    path("exports/<int:pk>/cancel/", exports.cancel_export, name="cancel_export"),
    path("exports/<int:pk>/download/", exports.download_export, name="download_export"),
]
