"""The addresses of the desk: library, series, cast, places, script, launch."""

from django.urls import path

from comics.web import cast, launch, library, places, scripts, series

urlpatterns = [
    path("", library.show_library, name="library"),
    path("new/", library.show_start, name="start"),
    path("new/create_series", library.create_series, name="create_series"),
    path("series/<int:pk>/", series.show_series, name="series"),
    path("series/<int:pk>/style/", series.show_style, name="series_style"),
    path("series/<int:pk>/change_series", series.change_series, name="change_series"),
    path("series/<int:pk>/style/add_reference", series.add_reference, name="add_reference"),
    path("references/<int:pk>/remove_reference", series.remove_reference, name="remove_reference"),
    path("series/<int:pk>/delete_series", series.delete_series, name="delete_series"),
    path("series/<int:pk>/restore_series", series.restore_series, name="restore_series"),
    path("series/<int:pk>/create_issue", series.create_issue, name="create_issue"),
    path("issues/<int:pk>/rename_issue", series.rename_issue, name="rename_issue"),
    path("issues/<int:pk>/delete_issue", series.delete_issue, name="delete_issue"),
    path("issues/<int:pk>/restore_issue", series.restore_issue, name="restore_issue"),
    path("series/<int:pk>/cast/new/", cast.show_new_character, name="new_character"),
    path("series/<int:pk>/cast/create_character", cast.create_character, name="create_character"),
    path("cast/<int:pk>/", cast.show_character, name="character"),
    path("cast/<int:pk>/change_character", cast.change_character, name="change_character"),
    path("cast/<int:pk>/draw_portrait", cast.draw_portrait, name="draw_portrait"),
    path("cast/<int:pk>/delete_character", cast.delete_character, name="delete_character"),
    path("cast/<int:pk>/restore_character", cast.restore_character, name="restore_character"),
    path("series/<int:pk>/places/new/", places.show_new_place, name="new_place"),
    path("series/<int:pk>/places/create_place", places.create_place, name="create_place"),
    path("places/<int:pk>/", places.show_place, name="place"),
    path("places/<int:pk>/change_place", places.change_place, name="change_place"),
    path("places/<int:pk>/delete_place", places.delete_place, name="delete_place"),
    path("places/<int:pk>/restore_place", places.restore_place, name="restore_place"),
    path("issues/<int:pk>/script/", scripts.show_script, name="script"),
    path("issues/<int:pk>/script/save_script", scripts.save_script, name="save_script"),
    path("issues/<int:pk>/script/import_script", scripts.import_script, name="import_script"),
    path("issues/<int:pk>/script/adopt_cast", scripts.adopt_cast, name="adopt_cast"),
    path("issues/<int:pk>/launch/", launch.show_launch, name="launch"),
    path("issues/<int:pk>/launch/check_launch", launch.check_launch, name="check_launch"),
    path("issues/<int:pk>/launch/launch_issue", launch.launch_issue, name="launch_issue"),
]
